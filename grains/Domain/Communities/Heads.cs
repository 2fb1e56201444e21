using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Communities;

/// <summary>The head as stated by a register or a person: what may be kept, and when two statements are
/// one.</summary>
internal static class Heads
{
    private const int EmailLengthMax = 254;

    /// <summary>What is wrong with a contact, by the names of its parts and never their values. What is
    /// sealed has been checked before.</summary>
    public static Refusal? Refusal(Contact? head)
    {
        if (head is null) return null;
        var tidy = Tidy(head);
        return NameRefusal(tidy.Name)
            ?? (IsClear(tidy.Email) && !IsEmail(tidy.Email!.Value)
                ? new Refusal("community.field-invalid", ["head-email"])
                : null)
            ?? (IsClear(tidy.Phone) && !IsPhone(tidy.Phone!.Value)
                ? new Refusal("community.field-invalid", ["head-phone"])
                : null);
    }

    private static Refusal? NameRefusal(IPersonalDatum name) =>
        name.IsSealed ? null
        : name.Value.Length == 0 ? new("community.field-missing", ["head-name"])
        : name.Value.Length > StoredText.NameLengthMax ? new("community.text-too-long", ["head-name"])
        : !StoredText.IsClean(name.Value) ? new("community.field-invalid", ["head-name"])
        : null;

    private static bool IsClear(IPersonalDatum? datum) => datum is { IsSealed: false };

    public static Contact Tidy(Contact head) => head with
    {
        Name = new(head.Name.Value.Trim()),
        Email = head.Email is null ? null : new(head.Email.Value.Trim()),
        Phone = head.Phone is null ? null : new(head.Phone.Value.Trim()),
    };

    public static IEnumerable<CommunityEvent> Named(Contact? head) =>
        head is null ? [] : [new CommunityEvent.HeadNamed(Tidy(head))];

    /// <summary>What follows when a register states the head: nothing while it says the same as before.
    /// Somebody whose name is only spelled otherwise is still the same person.</summary>
    public static IEnumerable<CommunityEvent> Stated(StateByRegister statement, Card card)
    {
        if (!statement.StatesHead) return [];
        var (before, source) = (card.HeadAsStated, statement.Source.Trim());
        if (statement.Head is null) return before is null ? [] : [new CommunityEvent.HeadRemoved(source)];

        var head = Tidy(statement.Head);
        if (before is not null && head == before with { Person = head.Person }) return [];
        return [new CommunityEvent.HeadNamed(AsKnown(head, card.Head, before), source)];
    }

    /// <summary>A head that a register states, as the person on record where the name is only spelled
    /// otherwise. Said of the same data as <paramref name="before"/>, it is that very person.</summary>
    public static Contact AsKnown(Contact head, Contact? now, Contact? before)
    {
        if (before is not null && head == before with { Person = head.Person }) return before;
        var known = new[] { now, before }.FirstOrDefault(other => IsSameName(other, head));
        return known is null ? head : head with { Person = known.Person };
    }

    private static bool IsSameName(Contact? known, Contact stated) =>
        known is not null && Fold(known.Name) == Fold(stated.Name);

    // A sealed name is equal to itself and to nothing else.
    private static string Fold(PersonName name) => SealedText.IsSealed(name.Value)
        ? name.Value
        : Spelled(name);

    private static string Spelled(PersonName name) =>
        string.Join(' ', name.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ToLowerInvariant().Replace('ё', 'е');

    private static bool IsEmail(string text) =>
        text.Length <= EmailLengthMax && StoredText.IsClean(text) && !text.Any(char.IsWhiteSpace)
        && text.IndexOf('@') is var at and > 0 && at == text.LastIndexOf('@') && at < text.Length - 1;

    // E.164: a plus and 8 to 15 digits, none of them a leading zero.
    private static bool IsPhone(string text) =>
        text is ['+', not '0', ..] and { Length: >= 9 and <= 16 } && text.Skip(1).All(char.IsAsciiDigit);
}
