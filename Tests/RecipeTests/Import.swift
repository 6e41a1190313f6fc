import Recipe
