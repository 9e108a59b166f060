namespace QuickStart.Receipts;

/// <summary>The languages and currencies that receipts are written in.</summary>
public sealed record Catalog(IReadOnlyDictionary<string, Language> Languages, IReadOnlyDictionary<string, Currency> Currencies)
{
    /// <exception cref="CsvFileException">A file is not there or can't be read.</exception>
    public static Catalog Read(string folder) => new(
        CsvFile.Read<Language>(Path.Combine(folder, "languages.csv")).ToDictionary(language => language.Code),
        CsvFile.Read<Currency>(Path.Combine(folder, "currencies.csv")).ToDictionary(currency => currency.Code));
}
