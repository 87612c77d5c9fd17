"""FollowTheMoney: ``ftm`` with stock names only, ``ftm-extended`` with schemata of our own and every statement's evidence."""
