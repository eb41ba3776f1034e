"""The desk: the pages that people work in all day. Forms post to verbs and redirect."""
