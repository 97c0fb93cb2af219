"""Standing and temporary groups of teachers and their offices; here only as far as plans need their heads.

Uses directory and documents. Offers planning the people behind «руководители ШМО».
"""
