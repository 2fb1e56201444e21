using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CommunityGrains.Access.Accounts;

/// <summary>Why a password will not do.</summary>
public enum PasswordObjection
{
    TooShort,
    TooLong,

    /// <summary>A common password, perhaps with digits and signs around it.</summary>
    Common,

    /// <summary>Few different characters, a piece repeated, or a run such as 123… or qwerty….</summary>
    Monotonous,

    /// <summary>Mostly the e-mail address of the account.</summary>
    LikeTheLogin,
}

/// <summary>
/// Length over composition: at least twelve characters of any kind, and none of those that everybody tries
/// first. No digits or signs are demanded, and nothing expires.
/// </summary>
public static class PasswordPolicy
{
    public const int LengthMin = 12;

    /// <summary>Beyond this nothing gets safer, and hashing is work that a stranger can ask for.</summary>
    public const int LengthMax = 200;

    private const int DifferentMin = 5;
    private const int LikenessMin = 4;

    private static readonly string[] Runs =
    [
        "0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "qwertyuiop",
        "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p",
    ];

    // Key by key, the two layouts of a Russian keyboard.
    private const string LatinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
    private const string RussianKeys = "ёйцукенгшщзхъфывапролджэячсмитьбю";

    // Of the passwords of twelve characters and more that everybody tries, a billion come before this.
    private const double EntropyMin = 30;

    // Beyond this only the length adds, and estimating is work.
    private const int EstimatedMax = 60;

    private static readonly FrozenSet<string> Common = Read();
    private static readonly Zxcvbn.Zxcvbn Estimator = new();

    /// <summary>The form in which passwords are compared and hashed: however a keyboard composes its
    /// letters, they are the same.</summary>
    public static string Normalize(string password) => password.Normalize(NormalizationForm.FormC);

    /// <summary>Why this will not do for whoever signs in as <paramref name="login"/>; null when it
    /// will.</summary>
    public static PasswordObjection? Objection(string password, string login)
    {
        var said = Normalize(password);
        var length = new StringInfo(said).LengthInTextElements;
        if (length < LengthMin) return PasswordObjection.TooShort;
        if (said.Length > LengthMax) return PasswordObjection.TooLong;
        var plain = said.ToLowerInvariant();
        if (plain.Distinct().Count() < DifferentMin || IsRepeated(plain) || IsRun(plain))
            return PasswordObjection.Monotonous;
        if (Typed(plain).Any(typed => IsCommon(typed) || IsCommon(Unmask(typed)) || IsGuessed(typed)))
            return PasswordObjection.Common;
        return IsLike(plain, login.ToLowerInvariant()) ? PasswordObjection.LikeTheLogin : null;
    }

    // What remains without the login's parts must still be as long as half a password.
    private static bool IsLike(string plain, string login)
    {
        var rest = plain.Replace(login, "", StringComparison.Ordinal);
        foreach (var part in login.Split('@', '.', '-', '_', '+'))
        {
            if (part.Length >= LikenessMin) rest = rest.Replace(part, "", StringComparison.Ordinal);
        }

        return rest.Length < plain.Length && rest.Length < LengthMin / 2;
    }

    private static bool IsRepeated(string plain) => Enumerable.Range(1, plain.Length / 2).Any(period =>
        plain.Select((letter, index) => letter == plain[index % period]).All(same => same));

    // Nothing but pieces of runs, forwards or backwards, of three characters and more.
    private static bool IsRun(string plain)
    {
        var index = 0;
        while (index < plain.Length)
        {
            var length = Runs.Max(run => Math.Max(
                Along(plain, index, run), Along(plain, index, string.Concat(run.Reverse()))));
            if (length < 3) return false;
            index += length;
        }

        return true;
    }

    private static int Along(string plain, int index, string run)
    {
        var length = 0;
        var at = run.IndexOf(plain[index], StringComparison.Ordinal);
        while (at >= 0 && at + length < run.Length && index + length < plain.Length
            && run[at + length] == plain[index + length])
            length++;
        return length;
    }

    // As it was typed, and as if the keyboard had been switched to the other layout: "gfhjkm" is "пароль".
    private static IEnumerable<string> Typed(string plain)
    {
        yield return plain;
        yield return Switch(plain, RussianKeys, LatinKeys);
        yield return Switch(plain, LatinKeys, RussianKeys);
    }

    private static string Switch(string plain, string from, string to) =>
        string.Concat(plain.Select(letter =>
            from.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var key ? to[key] : letter));

    // By the lists of zxcvbn: common passwords, words and names, dates, patterns of the keyboard.
    private static bool IsGuessed(string plain) => Estimator.EvaluatePassword(
        plain.Length > EstimatedMax ? plain[..EstimatedMax] : plain).Entropy < EntropyMin;

    // Words of the list and nothing between them but digits and signs: "Password2024!", "admin.admin1234".
    private static bool IsCommon(string plain)
    {
        if (Common.Contains(plain)) return true;
        var words = new string([.. plain.Select(letter => char.IsLetter(letter) ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 2 && words.All(word => Common.Contains(Halved(word)));
    }

    private static string Halved(string word) =>
        word.Length % 2 == 0 && word[..(word.Length / 2)] == word[(word.Length / 2)..]
            ? word[..(word.Length / 2)]
            : word;

    // Letters behind digits and signs, but not those that only stand around: "P@ssw0rd!!".
    private static string Unmask(string plain) => string.Concat(Core(plain).Select(letter => letter switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => letter,
    }));

    private static string Core(string plain)
    {
        var start = 0;
        var end = plain.Length;
        while (start < end && !char.IsLetter(plain[start])) start++;
        while (end > start && !char.IsLetter(plain[end - 1])) end--;
        return plain[start..end];
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The assembly was built without common-passwords.txt");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
