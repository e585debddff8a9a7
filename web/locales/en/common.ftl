door-open = The bar is open.
