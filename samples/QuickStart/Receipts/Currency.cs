namespace QuickStart.Receipts;

/// <summary>A row of currencies.csv.</summary>
public sealed record Currency(string Code, int Decimals, string Symbol);
