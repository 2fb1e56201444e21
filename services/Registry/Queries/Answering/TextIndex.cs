namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Where to look for the communities that a text can match, as SQL that has them as <c>c</c>;
/// whether they do match is the filter's to check. <c>UpTo</c>: there are no others up to this place of the
/// order; null when there are none at all.</summary>
internal sealed record Candidates(string From, Cursor? UpTo = null);

/// <summary>A database's index of the communities' texts. It knows what is now, not what was.</summary>
internal abstract class TextIndex
{
    /// <summary>From so many letters on a word is looked for anywhere, not only at the beginning of
    /// words.</summary>
    public const int PartLengthMin = 3;

    /// <summary>Communities that can match the filter's words; null when walking along the order asked for
    /// meets a page of them sooner.</summary>
    public abstract ValueTask<Candidates?> FindAsync();

    /// <summary>The same for those that have all words in the name.</summary>
    public abstract ValueTask<Candidates?> FindInNameAsync();

    /// <summary>Whether finding a page takes long either way, so that it should be remembered.</summary>
    public virtual ValueTask<bool> IsCostlyAsync() => ValueTask.FromResult(false);
}
