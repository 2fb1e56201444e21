namespace CommunityGrains.Domain.Communities;

/// <summary>
/// What a community's name comes down to, however it is written: «ТОС "Старый город"», 'ТОС Старый Город' and
/// "Старый город (ТОС)" have the same key. Imports match rows by it, search and the suggestions of duplicates
/// compare it.
/// </summary>
public sealed class NameKey
{
    private readonly string[] words;

    private NameKey(string[] words, CommunityForm? form)
    {
        this.words = words;
        Form = form;
        Text = string.Join(' ', words);
        Sorted = string.Join(' ', words.Order(StringComparer.Ordinal));
        Numbers = string.Join(' ', words.Where(NameWords.IsNumber).Order(StringComparer.Ordinal));
        foreach (var letter in Text) Letters |= letter == ' ' ? 0 : 1UL << (letter & 63);
    }

    /// <summary>The words in their order, without the form: "старый город".</summary>
    public string Text { get; }

    /// <summary>The words by alphabet, for names that differ only in the order of words.</summary>
    public string Sorted { get; }

    /// <summary>The numbers in the name by alphabet: houses and numbered groups differ by nothing
    /// else.</summary>
    public string Numbers { get; }

    /// <summary>The form that the name itself states; null when it states none.</summary>
    public CommunityForm? Form { get; }

    /// <summary>The words in their order, without the form.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Which letters occur, one bit each: tells most different names apart at once.</summary>
    internal ulong Letters { get; }

    public static NameKey Of(string name)
    {
        var all = NameWords.Of(name);
        var (form, from, count) = NameForms.Find(all);
        all.RemoveRange(from, count);
        return new NameKey([.. all], form);
    }

    public override string ToString() => Text;
}
