using CommunityGrains.LongWork.Files;

namespace CommunityGrains.LongWork;

/// <summary>A file on its way in. Disposed before it was taken, it is deleted.</summary>
public sealed class WorkUpload : IAsyncDisposable
{
    private readonly WorkFolder folder;

    internal WorkUpload(WorkFolder folder)
    {
        this.folder = folder;
        File = folder.Create(Id, WorkFile.Upload, Key);
    }

    /// <summary>The work's id.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Where the file's bytes are written.</summary>
    public SealedWriteStream File { get; }

    internal byte[] Key { get; } = WorkBook.MakeKey();

    internal bool IsTaken { get; set; }

    public async ValueTask DisposeAsync()
    {
        await File.DisposeAsync();
        if (!IsTaken) folder.Delete(Id);
    }
}
