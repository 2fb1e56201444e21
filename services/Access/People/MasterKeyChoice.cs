using System.Diagnostics;
using System.Security.Cryptography;

namespace CommunityGrains.Access.People;

/// <summary>Where the master key comes from: what a command prints, else a text in base64 (from the
/// environment), else a file, which is made on the first start.</summary>
/// <param name="File">Readable by its owner alone.</param>
public sealed record MasterKeyChoice(string File, string? Text = null, string? Command = null)
{
    /// <summary>The environment's variable with the key in base64.</summary>
    public const string Variable = "COMMUNITYGRAINS_MASTER_KEY";

    /// <summary>The file's usual name.</summary>
    public const string FileName = "master.key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(30);

    /// <summary>Never the key itself.</summary>
    public override string ToString() => Place;

    private string Place => Command is not null ? "--master-key-command" : Text is not null ? Variable : File;

    /// <summary>Reads the key. A file is made only while nothing has been sealed yet.</summary>
    /// <exception cref="MasterKeyException">There is none, or it is none, or others may read it; the message
    /// is one sentence for the operator.</exception>
    internal async Task<MasterKey> ReadAsync(bool mayCreate, CancellationToken cancel)
    {
        if (Command is not null) return Parse(await OutputOfAsync(Command, cancel));
        if (Text is not null) return Parse(Text);
        if (System.IO.File.Exists(File)) return ReadFile();
        if (!mayCreate)
        {
            throw new MasterKeyException(
                $"The master key {File} is missing, and people's data is sealed with it. Put the file back, "
                + $"or give the key in {Variable}; a new key could open nothing.");
        }

        return MakeFile();
    }

    private MasterKey ReadFile()
    {
        if (!OperatingSystem.IsWindows()
            && (System.IO.File.GetUnixFileMode(File) & ~OwnerOnly) != UnixFileMode.None)
        {
            throw new MasterKeyException(
                $"The master key {File} can be read by others on this machine. Run: chmod 600 {File}");
        }

        try
        {
            return Parse(System.IO.File.ReadAllText(File));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"The master key {File} cannot be read: {error.Message}");
        }
    }

    private MasterKey MakeFile()
    {
        var made = MasterKey.Create();
        var unfinished = $"{File}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (var file = new FileStream(unfinished, options))
            {
                using var writer = new StreamWriter(file);
                writer.WriteLine(made.Export());
                writer.Flush();
                // What is sealed from now on is lost without it.
                file.Flush(flushToDisk: true);
            }

            System.IO.File.Move(unfinished, File, overwrite: false);
            return made;
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
            // Another program on the same folder was first.
            made.Dispose();
            return ReadFile();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            made.Dispose();
            throw new MasterKeyException($"The master key {File} cannot be made: {error.Message}");
        }
        finally
        {
            System.IO.File.Delete(unfinished);
        }
    }

    private MasterKey Parse(string text)
    {
        var bytes = new byte[MasterKey.Length + 1];
        try
        {
            return Convert.TryFromBase64String(text.Trim(), bytes, out var length)
                && length == MasterKey.Length
                ? new MasterKey(bytes.AsSpan(0, length))
                : throw new MasterKeyException(
                    $"{Place} holds no master key: it must be {MasterKey.Length} bytes in base64.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    // Through the shell, as the operator would type it. What it writes to standard error is not repeated.
    private static async Task<string> OutputOfAsync(string command, CancellationToken cancel)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start)
            ?? throw new MasterKeyException("--master-key-command could not be started.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(CommandPatience);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0
                ? output
                : throw new MasterKeyException(
                    $"--master-key-command failed with exit code {process.ExitCode}.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new MasterKeyException(
                $"--master-key-command gave no key within {CommandPatience.TotalSeconds:F0} s.");
        }
    }
}

/// <summary>The master key cannot be had, or is another one; the message is one sentence for the
/// operator.</summary>
public sealed class MasterKeyException(string message) : Exception(message);
