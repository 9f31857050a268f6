"""_costing: what does each way of having the work done cost?"""
