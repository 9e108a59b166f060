namespace TypedTasks.TestServer;

/// <summary>PostgreSQL refuses to run as root: when we are root, its programs run as another user.</summary>
internal static class ServerUser
{
    private static readonly string[] Prefix = Environment.IsPrivilegedProcess ? DropRoot() : [];

    public static Task<string> RunAsync(IEnumerable<string> words, CancellationToken cancellationToken = default) =>
        Command.RunAsync(Words(words), cancellationToken);

    public static string[] Words(IEnumerable<string> words) => [.. Prefix, .. words];

    private static string[] DropRoot()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3)
            .ToDictionary(fields => fields[0], fields => fields[3]);
        var user = new[] { "postgres", "nobody" }.FirstOrDefault(users.ContainsKey) ?? throw new InvalidOperationException(
            "PostgreSQL does not run as root, and this machine has neither a user 'postgres' nor 'nobody'; add one with 'useradd postgres'.");

        if (File.Exists("/usr/bin/setpriv")) return ["/usr/bin/setpriv", $"--reuid={user}", $"--regid={users[user]}", "--clear-groups", "--"];
        return ["runuser", "-u", user, "--"];
    }
}
