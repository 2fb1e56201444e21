namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>A database's index of the communities' texts, as they are now. It knows parts of words of at
/// least <see cref="PartLengthMin"/> letters.</summary>
internal abstract class TextIndex
{
    public const int PartLengthMin = 3;

    /// <summary>So many candidates are fetched and sorted; more lie dense enough to be met by
    /// walking.</summary>
    public abstract int CountMax { get; }

    /// <summary>The positions of communities that can match all of these words of the filter, in the text or
    /// in the name alone; whether they do is the filter's to check. One more than <see cref="CountMax"/> when
    /// there are more.</summary>
    public abstract ValueTask<List<long>> FindAsync(
        CommunityFilter filter, IReadOnlyList<int> words, bool inName = false);
}
