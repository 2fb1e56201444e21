namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Answers that count many rows, kept while the views stand at the position they rest on. Any change
/// of the views forgets them all, so an answer is never older than its position says.</summary>
internal sealed class AnswersAtPosition<T>(int countMax = 128) where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, T> answers = [];
    private (long Epoch, long Position) current;

    public async ValueTask<T> GetOrAddAsync(
        (long Epoch, long Position) at, string question, Func<ValueTask<T>> answer)
    {
        lock (gate)
        {
            if (at == current && answers.TryGetValue(question, out var known)) return known;
        }

        var made = await answer();
        lock (gate)
        {
            if (at.CompareTo(current) < 0) return made;
            if (at != current || answers.Count >= countMax) answers.Clear();
            current = at;
            answers[question] = made;
        }

        return made;
    }
}
