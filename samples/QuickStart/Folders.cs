namespace QuickStart;

/// <summary>Makes and clears the places this program writes to.</summary>
public static class Folders
{
    public static void Prepare(Settings settings)
    {
        Directory.CreateDirectory(settings.ReceiptFolder);
        if (settings.Reset) Clear(settings);
    }

    /// <summary>Deletes what this program made, and nothing else that may lie there.</summary>
    private static void Clear(Settings settings)
    {
        foreach (var file in (string[])[settings.SqliteFile, settings.SqliteFile + "-wal", settings.SqliteFile + "-shm"]) File.Delete(file);
        foreach (var receipt in Directory.EnumerateFiles(settings.ReceiptFolder, "*.html*")) File.Delete(receipt);
    }
}
