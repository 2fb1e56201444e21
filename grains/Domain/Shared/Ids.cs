namespace CommunityGrains.Domain;

/// <summary>A community's own id. Never reused, never derived from names or codes, which change.</summary>
public readonly record struct CommunityId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>The id of one claim of one person to lead one community in one role.</summary>
public readonly record struct LeaderId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>An initiative's own id.</summary>
public readonly record struct InitiativeId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A municipality's own id. Codes (ОКТМО) and names change over time; this does not.</summary>
public readonly record struct MunicipalityId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A natural person: the subject of personal data, and whoever acts.</summary>
public readonly record struct PersonId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>An account's own id: with it somebody signs in and holds grants. One account serves all regions;
/// what it may do in a region is on record in that region.</summary>
public readonly record struct AccountId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>The id of what somebody without an account suggested. The texts of it are sealed with the key of
/// a person of this very id, who is nobody else.</summary>
public readonly record struct SuggestionId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>The id of one command. A retry carries the same id and gets the first answer.</summary>
public readonly record struct CommandId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>The id of a part that is recorded inside one stream: a piece of evidence, a
/// contribution, a grant.</summary>
public readonly record struct EntryId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
