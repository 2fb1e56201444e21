namespace CommunityGrains.Registry.Texts;

/// <summary>Why something was refused: what the API's status and a page's manner of saying it depend
/// on.</summary>
public enum RefusalKind
{
    /// <summary>What was said is no value of its field, whatever the record's state. Details name the
    /// fields.</summary>
    Field,

    /// <summary>The record is in a state that does not allow it.</summary>
    State,

    /// <summary>Who asks may not decide this.</summary>
    Person,

    /// <summary>There is no such record.</summary>
    Unknown,

    /// <summary>The record is at another version than the one who asked had seen.</summary>
    Version,

    /// <summary>The request never came as far as a record.</summary>
    Request,
}

/// <summary>A refusal's code in words. A sentence without personal data and without the details, which are
/// shown beside it.</summary>
public sealed record RefusalText(string Code, RefusalKind Kind, string Russian, string English)
{
    public string In(Language language) => language == Language.English ? English : Russian;
}
