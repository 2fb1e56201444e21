using System.Security.Cryptography;
using CommunityGrains.Access.People;

namespace CommunityGrains.Access.Specs.People;

/// <summary>Hashing with a key is HMAC-SHA256, whatever the lengths.</summary>
public sealed class HashingWithAKey
{
    [Fact]
    public void It_gives_what_the_platforms_own_gives()
    {
        var random = new Random(20261122);
        var lengths = new[] { 0, 1, 32, 63, 64, 65, 447, 448, 449, 5_000 };
        foreach (var keyLength in new[] { 0, 16, 32, 63, 64 })
        {
            var key = new byte[keyLength];
            random.NextBytes(key);
            var hash = new KeyedHash(key);
            foreach (var length in lengths)
            {
                var (text, found) = (new byte[length], new byte[SHA256.HashSizeInBytes]);
                random.NextBytes(text);
                // Twice, since nothing of one text may stay for the next.
                for (var time = 0; time < 2; time++)
                {
                    hash.Of(text, found);
                    found.ShouldBe(HMACSHA256.HashData(key, text), $"{keyLength} {length}");
                }
            }
        }
    }

    [Fact]
    public void A_longer_key_is_refused() =>
        Should.Throw<ArgumentException>(() => new KeyedHash(new byte[65]));
}
