"""One word a thing: a batch is a file of many stories; many claims at once are a bulk act."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_exports")]
    operations = [migrations.RenameModel("Batch", "BulkAct")]
