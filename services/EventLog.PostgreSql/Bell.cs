namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>Wakes the one who waits. Rung several times before he comes, it wakes him once.</summary>
internal sealed class Bell() : SemaphoreSlim(0, 1)
{
    public void Ring()
    {
        if (CurrentCount > 0) return;
        try
        {
            Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was a moment earlier; one ring is enough.
        }
    }
}
