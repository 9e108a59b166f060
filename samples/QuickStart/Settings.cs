using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace QuickStart;

/// <summary>What the command line asked for.</summary>
public sealed record Settings
{
    public const string Usage =
        """
        Reads orders, stores each with a job that sends its receipt, and runs the jobs.

          dotnet run --project samples/QuickStart -- [options]

          --orders <file>                     the orders to read; default: the orders.csv that comes with the sample
          --folder <folder>                   where the SQLite file and the receipts go; default: quickstart-data
          --postgres "<connection string>"    store in PostgreSQL instead of SQLite
          --slow <milliseconds>               let each receipt take that long, to have time to watch it, or to kill it
          --reset                             forget what earlier runs left in the folder (not in PostgreSQL)
          --help                              this text

        Kill it when you like and start it again: it goes on where it stopped.
        """;

    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    public string Orders { get; private set; } = Path.Combine(Data, "orders.csv");

    public string Folder { get; private set; } = "quickstart-data";

    public string? Postgres { get; private set; }

    public TimeSpan Slow { get; private set; }

    public bool Reset { get; private set; }

    public bool Help { get; private set; }

    /// <summary>The folder of languages.csv and currencies.csv.</summary>
    public string CatalogFolder => Data;

    public string ReceiptFolder => Path.Combine(Folder, "receipts");

    public string SqliteFile => Path.Combine(Folder, "quickstart.db");

    public string SqliteConnectionString => new SqliteConnectionStringBuilder { DataSource = SqliteFile }.ConnectionString;

    /// <exception cref="UsageException">The arguments make no sense; the message says which and what to write instead.</exception>
    public static Settings Parse(IReadOnlyList<string> arguments)
    {
        var settings = new Settings();
        for (var index = 0; index < arguments.Count; index++)
        {
            var option = arguments[index];
            switch (option)
            {
                case "--orders": settings.Orders = ValueOf(option, "a file"); break;
                case "--folder": settings.Folder = ValueOf(option, "a folder"); break;
                case "--postgres": settings.Postgres = ConnectionString(ValueOf(option, "a connection string")); break;
                case "--slow": settings.Slow = Milliseconds(ValueOf(option, "a number of milliseconds")); break;
                case "--reset": settings.Reset = true; break;
                case "--help" or "-h" or "-?": settings.Help = true; break;
                default: throw new UsageException($"'{option}' is not an option. There are --orders, --folder, --postgres, --slow, --reset and --help.");
            }

            string ValueOf(string name, string what)
                => ++index < arguments.Count && !arguments[index].StartsWith("--", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(arguments[index])
                    ? arguments[index]
                    : throw new UsageException($"{name} needs {what} after it; --help shows how.");
        }

        return settings is { Reset: true, Postgres: not null }
            ? throw new UsageException("--reset does not touch PostgreSQL. Drop the table quickstart_orders and the schema typed_tasks yourself, if nothing else uses them.")
            : settings;
    }

    private static TimeSpan Milliseconds(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 60_000
            ? TimeSpan.FromMilliseconds(number)
            : throw new UsageException($"--slow takes a whole number of milliseconds from 0 to 60000, not '{text}'.");

    private static string ConnectionString(string text)
    {
        const string Example = "It looks like this: \"Host=localhost;Database=shop;Username=me;Password=secret\".";
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(parsed.Host)) throw new UsageException($"The connection string after --postgres names no Host. {Example}");
            if (!parsed.ContainsKey("Timeout")) parsed.Timeout = 5; // seconds; who watches a sample wants to know soon
            return parsed.ConnectionString;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            // Without Npgsql's own words: they quote the text, and a password may be in it.
            throw new UsageException($"What stands after --postgres is not a connection string. {Example}");
        }
    }
}
