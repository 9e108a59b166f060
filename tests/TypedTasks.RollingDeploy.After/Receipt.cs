namespace Shop;

public sealed record Receipt(string Language, int Copies);
