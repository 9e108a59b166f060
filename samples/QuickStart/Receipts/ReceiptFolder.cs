namespace QuickStart.Receipts;

/// <summary>Where receipts go, one file each. Stands for the mail server of a real shop.</summary>
public sealed class ReceiptFolder
{
    private readonly string folder;

    public ReceiptFolder(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>
    /// Writes a receipt. A task may run more than once, after a crash for instance, so a second call changes nothing;
    /// and whoever looks sees a whole receipt or none, because the last step is a rename.
    /// </summary>
    public async Task SaveAsync(string orderNumber, string page, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, orderNumber + ".html");
        var unfinished = path + ".tmp";
        await File.WriteAllTextAsync(unfinished, page, cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }
}
