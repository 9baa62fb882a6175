"""Certificates of training as Open Badges 3.0: who earned one, its signature, its status, its paper."""
