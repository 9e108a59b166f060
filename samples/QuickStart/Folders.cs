namespace QuickStart;

/// <summary>Makes and clears the places this program writes to.</summary>
public static class Folders
{
    /// <exception cref="UsageException">The folder can't be made or written; the message says why and what to write instead.</exception>
    public static void Prepare(Settings settings)
    {
        try
        {
            Directory.CreateDirectory(settings.ReceiptFolder);
            if (settings.Reset) Clear(settings);
            TryToWrite(settings);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"QuickStart can't write to the folder '{Path.GetFullPath(settings.Folder)}': {Why(settings.Folder, problem)} "
                + "Name a folder that you may write to: --folder ~/quickstart");
        }
    }

    // Now, with the folder's name, instead of later in the middle of the work.
    private static void TryToWrite(Settings settings)
    {
        foreach (var folder in (string[])[settings.Folder, settings.ReceiptFolder]) File.Create(Path.Combine(folder, ".probe"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
    }

    private static string Why(string folder, Exception problem) => File.Exists(folder) ? "it is a file." : problem.Message;

    /// <summary>Deletes what this program made, and nothing else that may lie there.</summary>
    private static void Clear(Settings settings)
    {
        foreach (var file in (string[])[settings.SqliteFile, settings.SqliteFile + "-wal", settings.SqliteFile + "-shm"]) File.Delete(file);
        foreach (var receipt in Directory.EnumerateFiles(settings.ReceiptFolder, "*.html*")) File.Delete(receipt);
    }
}
