"""How the example case is made from the fact base: one module for each kind of row, decisions in the yml files beside them."""
