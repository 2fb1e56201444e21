namespace CommunityGrains.Engine.Contract;

/// <summary>What a program meets at the step at which it is killed.</summary>
public sealed class KilledException : Exception;
