namespace CommunityGrains.Domain;

/// <summary>A datum of a natural person. It is a type of its own so that it can be encrypted with the
/// person's key below the domain; it never enters a log line, a refusal or a key of search in
/// clear.</summary>
public interface IPersonalDatum
{
    string Value { get; }

    /// <summary>Whether the value was sealed at the door: an opaque text, equal to another when the same
    /// datum of the same person is meant. Nothing else can be said of it, so that no rule looks into
    /// it.</summary>
    bool IsSealed => SealedText.IsSealed(Value);
}

/// <summary>The outward sign of a sealed datum.</summary>
public static class SealedText
{
    /// <summary>Sealed texts begin with it.</summary>
    public const char Mark = '~';

    public static bool IsSealed(string? text) => text is [Mark, ..];
}

/// <summary>A person's full name, surname first where the custom is so: "Иванова Анна Петровна".</summary>
public sealed record PersonName(string Value) : IPersonalDatum
{
    public override string ToString() => "(name)";
}

/// <summary>An e-mail address of a person.</summary>
public sealed record EmailAddress(string Value) : IPersonalDatum
{
    public override string ToString() => "(e-mail)";
}

/// <summary>A phone of a person in E.164: "+79453533515".</summary>
public sealed record PhoneNumber(string Value) : IPersonalDatum
{
    public override string ToString() => "(phone)";
}

/// <summary>The day a person was born, as yyyy-MM-dd.</summary>
public sealed record BirthDate(string Value) : IPersonalDatum
{
    public override string ToString() => "(birth date)";
}

/// <summary>Where a person lives, in one line.</summary>
public sealed record HomeAddress(string Value) : IPersonalDatum
{
    public override string ToString() => "(address)";
}

/// <summary>A document of a person in one line, its kind first: "Паспорт 00 00 000000".</summary>
public sealed record IdentityDocument(string Value) : IPersonalDatum
{
    public override string ToString() => "(document)";
}

/// <summary>What somebody without an account wrote: of himself, of others, or an address to reply
/// to.</summary>
public sealed record ToldText(string Value) : IPersonalDatum
{
    public override string ToString() => "(told)";
}

/// <summary>How to reach a person. <c>Person</c> names the key that protects the rest.</summary>
public sealed record Contact(
    PersonId Person, PersonName Name, EmailAddress? Email = null, PhoneNumber? Phone = null);
