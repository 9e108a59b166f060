using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;
using MissingFieldException = CsvHelper.MissingFieldException;

namespace QuickStart;

/// <summary>Reads a CSV file into records whose members are named like its columns, without underscores.</summary>
public static class CsvFile
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        PrepareHeaderForMatch = column => column.Header.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant(),
    };

    /// <exception cref="CsvFileException">The file is not there, or a row can't be read.</exception>
    public static IReadOnlyList<T> Read<T>(string path)
    {
        try
        {
            using var reader = new CsvReader(new StreamReader(path), Format);
            return [.. reader.GetRecords<T>()];
        }
        catch (CsvHelperException problem)
        {
            throw new CsvFileException($"{path}, line {problem.Context?.Parser?.RawRow}: {Describe(problem)} Correct the file and start again; nothing was read from it.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CsvFileException($"{path} can't be read: {problem.Message}", problem);
        }
    }

    private static string Describe(CsvHelperException problem) => problem switch
    {
        TypeConverterException { Context.Reader: { HeaderRecord: { } columns, CurrentIndex: var index } } wrong
            => $"'{wrong.Text}' can't be the {columns[index]}.",
        HeaderValidationException header => $"there is no column for {string.Join(", ", header.InvalidHeaders.SelectMany(invalid => invalid.Names).Distinct())}.",
        MissingFieldException => "there are fewer fields than columns.",
        BadDataException => "a quote stands where none may be.",
        _ => problem.Message.Split('\n', 2)[0].TrimEnd(),
    };
}
