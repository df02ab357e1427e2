"""The shapes of all answers, field by field, as the reference tells them; what the API's description is made of."""
