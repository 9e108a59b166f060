using System.Text;

using Microsoft.Extensions.Options;

using TypedTasks.Secrets;

namespace TypedTasks.Tests.Secrets;

/// <summary>Keys that are made from their ids, so that the same id is the same key in every test.</summary>
internal static class TestKeys
{
    public static string Of(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(id.PadRight(32, '*')));

    /// <summary>Adds keys to the options; the first one is active.</summary>
    public static TypedTasksOptions With(this TypedTasksOptions options, params string[] ids)
    {
        foreach (var id in ids) options.Encryption.Keys[id] = Of(id);
        options.Encryption.ActiveKey = ids.FirstOrDefault();
        return options;
    }

    public static SensitiveData Data(params string[] ids) => new(Options.Create(new TypedTasksOptions().With(ids)));
}
