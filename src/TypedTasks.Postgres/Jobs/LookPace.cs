namespace TypedTasks.Postgres.Jobs;

/// <summary>
/// How often a look may be taken that walks over dead index entries: the longer the last one took, the longer the pause, so that nine parts of ten are left
/// to other work. Without it a worker that keeps pace with its producers looks all the time: each short claim asks for it. Not thread-safe: guarded by its owner.
/// </summary>
/// <param name="quick">A look that took no longer needs no pause.</param>
/// <param name="time">The clock.</param>
internal sealed class LookPace(TimeSpan quick, TimeProvider time)
{
    private const int PausePerLook = 9;

    // However many dead entries there are, what only such a look finds must not wait for ever.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private long _beganAt;
    private TimeSpan _took;

    /// <summary>How long ago the last one began.</summary>
    public TimeSpan Age => time.GetElapsedTime(_beganAt);

    public bool IsLong => _took > quick;

    public bool IsDue
    {
        get
        {
            if (!IsLong) return true;
            var pause = _took * PausePerLook;
            return Age - _took >= (pause < LongestPause ? pause : LongestPause);
        }
    }

    /// <returns>The moment, as a timestamp.</returns>
    public long Begin() => _beganAt = time.GetTimestamp();

    public void Took(TimeSpan duration) => _took = duration;
}
