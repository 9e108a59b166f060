using System.Runtime.CompilerServices;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Compares a text with the one on record, <c>Name.verified.txt</c> beside the tests.</summary>
internal static class Snapshot
{
    /// <summary>Passes if the text is the one on record; else writes it to <c>Name.received.txt</c> and fails.</summary>
    public static void Verify(string name, string text, [CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller) ?? throw new InvalidOperationException("The compiler gave no path.");
        var verified = Path.Combine(folder, name + ".verified.txt");
        var received = Path.Combine(folder, name + ".received.txt");
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{name} is not the one on record. Compare {received} with {verified}; if the change is meant, put the one in the other's place.");
    }
}
