using System.Security.Cryptography;
using CommunityGrains.Access.People;

namespace CommunityGrains.Access.Specs.People;

/// <summary>Where the master key comes from, and what is refused.</summary>
public sealed class TheMasterKey : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("key-").FullName;

    private string File => Path.Combine(folder, "inner", MasterKeyChoice.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_start_makes_a_file_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows()) return; // which has no such bits
        using var made = await new MasterKeyChoice(File).ReadAsync(mayCreate: true, Cancel);
        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(File)!).ShouldBe([File]);
        using var again = await new MasterKeyChoice(File).ReadAsync(mayCreate: false, Cancel);
        again.CheckValue().ShouldBe(made.CheckValue());
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_refused_with_what_to_do()
    {
        if (OperatingSystem.IsWindows()) return;
        (await new MasterKeyChoice(File).ReadAsync(mayCreate: true, Cancel)).Dispose();
        System.IO.File.SetUnixFileMode(
            File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await RefusalAsync(new MasterKeyChoice(File))).ShouldContain($"chmod 600 {File}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public async Task A_text_that_is_no_key_is_refused_and_not_repeated(string text)
    {
        var sentence = await RefusalAsync(new MasterKeyChoice(File, Text: text));
        sentence.ShouldContain(MasterKeyChoice.Variable);
        if (text.Length > 0) sentence.ShouldNotContain(text);
    }

    [Fact]
    public async Task A_command_gives_it_and_goes_before_the_rest()
    {
        using var expected = MasterKey.Create();
        var choice = new MasterKeyChoice(File, Text: "unused", Command: $"echo {expected.Export()}");
        using var given = await choice.ReadAsync(mayCreate: true, Cancel);
        given.CheckValue().ShouldBe(expected.CheckValue());
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_that_fails_is_refused_with_its_exit_code() =>
        (await RefusalAsync(new MasterKeyChoice(File, Command: "exit 7"))).ShouldContain("7");

    [Fact]
    public void What_is_wrapped_for_one_purpose_is_not_unwrapped_for_another()
    {
        using var key = MasterKey.Create();
        var wrapped = key.Wrap([1, 2, 3], "person/RU-BA/1");
        key.Unwrap(wrapped, "person/RU-BA/1").ShouldBe([1, 2, 3]);
        Should.Throw<CryptographicException>(() => key.Unwrap(wrapped, "person/RU-BA/2"));
        using var other = MasterKey.Create();
        Should.Throw<CryptographicException>(() => other.Unwrap(wrapped, "person/RU-BA/1"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> RefusalAsync(MasterKeyChoice choice) =>
        (await Should.ThrowAsync<MasterKeyException>(() => choice.ReadAsync(mayCreate: true,
            Cancel))).Message;
}
