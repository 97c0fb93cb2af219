"""The database as Django sees it: one address of several servers, and connections that notice a changed primary."""
