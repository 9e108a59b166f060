namespace TypedTasks.Shared;

/// <summary>Bounds of what attributes give in seconds.</summary>
internal static class Seconds
{
    /// <summary>A hundred years; far below what TimeSpan and timestamps hold.</summary>
    public const double Max = 3_153_600_000;

    public static bool IsWithin(double seconds, bool mayBeZero) => seconds is >= 0 and <= Max && (mayBeZero || seconds > 0);

    /// <summary>A length of time in C#.</summary>
    public static string Code(double seconds) => $"TimeSpan.FromSeconds({AttributeArguments.Text(seconds)})";
}
