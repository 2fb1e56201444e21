namespace CommunityGrains.Sqlite;

/// <summary>The file cannot be used, and the message says why and what to do, for a person to read.</summary>
public sealed class UnusableDatabaseException(string message, Exception? inner = null)
    : Exception(message, inner);
