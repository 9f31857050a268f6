"""simulation: what does a plan really cost, played forward many times?"""
