using CommunityGrains.Domain;

namespace CommunityGrains.Notices.Letters;

/// <summary>What a letter is to tell. <c>Language</c>: its tag, null for the deployment's own. <c>More</c>:
/// how many notices stand on the site besides. <c>Stop</c>: where its reader ends letters like it, without
/// the site and without a language.</summary>
public sealed record LetterOrder(
    string Region, string? Language, Uri Site, string Stop, IReadOnlyList<Notice> Notices,
    int More, LetterQuestion? Question)
{
    /// <summary>Where one press answers the question of a notice, by its id.</summary>
    public IReadOnlyDictionary<Guid, string> Answers { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>The question whether an entry is still true. <c>Answer</c>: where one press answers it, when
/// there is such a place; without the site and without a language.</summary>
public sealed record LetterQuestion(CommunityId Community, string Name, DateOnly AskedOn, string? Answer);

public sealed record LetterText(string Subject, string Plain, string Html);

/// <summary>Puts a letter in words; the pages do, from the same texts as the site's.</summary>
public interface ILetterWriter
{
    Task<LetterText> WriteAsync(LetterOrder order, CancellationToken cancel);
}

/// <summary>Where this deployment's pages are reached from outside.</summary>
public interface ISiteAddress
{
    Uri Address { get; }
}

/// <summary>A letter as it leaves.</summary>
public sealed record OutgoingLetter(Guid Id, string To, LetterText Text, Uri Site, Uri Stop);

/// <summary>Carries letters away. It fails when the other side did not take one over.</summary>
public interface IMailTransport
{
    Task SendAsync(OutgoingLetter letter, CancellationToken cancel);
}
