namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>The lease under which a program writes the views. <c>Name</c>: the lease's. <c>Epoch</c>: the one
/// its holder was given, asked before each write; null while the program does not hold it.</summary>
public sealed record ViewLease(string Name, Func<long?> Epoch);

/// <summary>Another program writes the views by now; this one has written nothing.</summary>
public sealed class ViewsTakenOverException() : Exception("The views are written by another program");
