namespace CommunityGrains.Host.CommandLine;

/// <summary>What the program says to a script that called it.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, but something needs a person: rows were refused, or the check found a fault.</summary>
    public const int NeedsPerson = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>It could not be done: a file is missing, an address is taken, the disk is full.</summary>
    public const int Failed = 3;
}
