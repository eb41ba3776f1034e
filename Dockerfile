# One image for web, worker and beat; they differ in their command.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --create-home --uid 10001 factcheck
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-deps --only-binary=:all: --require-hashes -r requirements/run.txt
COPY manage.py policy.toml ./
COPY factcheck factcheck
COPY claims claims
COPY reviews reviews
COPY seeds seeds
RUN mkdir /data && chown factcheck /data
ENV FACTCHECK_DATA=/data
USER factcheck
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "factcheck.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8"]
