namespace QuickStart;

/// <summary>Makes and clears the places this program writes to.</summary>
public static class Folders
{
    public static void Prepare(Settings settings)
    {
        if (settings.Reset) Clear(settings);
        Directory.CreateDirectory(settings.ReceiptFolder);
    }

    /// <summary>Deletes what this program made, and nothing else that may lie there.</summary>
    private static void Clear(Settings settings)
    {
        foreach (var file in (string[])[settings.SqliteFile, settings.SqliteFile + "-wal", settings.SqliteFile + "-shm"]) File.Delete(file);
        if (!Directory.Exists(settings.ReceiptFolder)) return;
        foreach (var receipt in Directory.EnumerateFiles(settings.ReceiptFolder, "*.html*")) File.Delete(receipt);
    }
}
