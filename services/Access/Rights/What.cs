namespace CommunityGrains.Access.Rights;

/// <summary>Something that somebody may do or see, or not: each has its row in the
/// <see cref="RightsTable"/>.</summary>
public abstract record What
{
    /// <summary>To ask a command of a grain, by whatever door.</summary>
    public sealed record Command(Type Type) : What;

    /// <summary>An operation of the API that is no command, by its id in openapi.json.</summary>
    public sealed record Operation(string Id) : What;

    /// <summary>A page, by the pattern of its address without the language.</summary>
    public sealed record Page(string Pattern) : What;

    /// <summary>To read a field of somebody's personal data.</summary>
    public sealed record Field(PersonalField Of) : What;

    public static Command Do<T>() where T : Domain.Command => new(typeof(T));

    private What() { }
}

/// <summary>What is kept of people, field by field.</summary>
public enum PersonalField
{
    Name,
    Email,
    Phone,
    BirthDate,
    Address,
    Document,

    /// <summary>What somebody without an account wrote.</summary>
    Told,

    /// <summary>Which account recorded something, as history keeps it.</summary>
    ActingAccount,
}
