"""Standing and temporary groups of teachers: who is in them, who runs them, what they lack, their yearly analyses.

Uses directory and documents. Offers planning the people behind «руководители ШМО».
"""
