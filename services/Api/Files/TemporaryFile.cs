namespace CommunityGrains.Api.Files;

/// <summary>A file on its way in or out, readable by its owner alone and gone when it is closed. A whole file
/// can be looked at before the answer begins, and what reads or writes it need not be asynchronous.</summary>
internal static class TemporaryFile
{
    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"communitygrains-{Guid.NewGuid():N}"),
            options);
    }
}
