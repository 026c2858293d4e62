"""RuamMueang: complaints and participation for Thai municipalities.

`portal.factory.create_app` puts the rooms together; importing one room imports no other.
"""
