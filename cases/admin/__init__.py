"""The clerk's workplace: the queue of cases and the page of one case, which is no edit form."""
