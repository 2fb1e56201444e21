using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports;
using static CommunityGrains.Registry.Imports.ImportKind;

namespace CommunityGrains.Registry.Specs.Imports;

/// <summary>What an office sends each month is last month's file with a few cells changed: all that is the
/// same gives no event, whatever has happened on record in between.</summary>
public sealed class SendingARegisterAgain : IAsyncLifetime
{
    private const string Header =
        "Муниципалитет;Поселение;Наименование;Форма;ОГРН;Номер в реестре;Адрес;Кол-во членов\n";
    private const string Hope = "Уфа;;ТОС «Надежда»;ТОС;;001;ул. Мира, 1;20\n";
    private const string Spring = "Уфа;;ТОС «Родничок»;ТОС;;002;ул. Мира, 2;30\n";

    private Office office = null!;

    public async ValueTask InitializeAsync() => office = await Office.WithMunicipalities();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    public static TheoryData<string, string> SharedSigns => new()
    {
        {
            "one number, two settlements",
            "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;1;;1\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Рассвет»;ТОС;;1;;2\n"
        },
        {
            "one number and one name, two settlements",
            "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;1;;1\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;;1;;2\n"
        },
        {
            "one number, a mere form for a name, two addresses",
            "Уфа;;Совет дома;Совет дома;;1;ул. Мира, 1;1\nУфа;;Совет дома;Совет дома;;1;ул. Мира, 2;2\n"
        },
        {
            "one ОГРН, two branches",
            "Уфа;;ТОС «Уют»;ТОС;1027700132195;;;1\nУфа;;ТОС «Рассвет»;ТОС;1027700132195;;;2\n"
        },
        {
            "one ОГРН, three branches, two of one name",
            "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;1027700132195;;;1\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Рассвет»;ТОС;1027700132195;;;2\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;1027700132195;;;3\n"
        },
    };

    [Theory, MemberData(nameof(SharedSigns))]
    public async Task Communities_that_share_a_number_each_keep_their_record(string shared, string rows)
    {
        var first = await office.Text(Register, Header + rows);
        (first.New, first.Refused).ShouldBe((first.Total, 0), shared);
        foreach (var order in new[] { rows, rows, Reversed(rows) })
        {
            var before = await office.Head();
            var again = await office.Text(Register, Header + order);
            (again.Unchanged, again.Refused).ShouldBe((first.Total, 0), ImportingARegister.Told(again));
            (await office.EventsAfter(before)).ShouldBeEmpty(shared);
        }
    }

    [Theory]
    [InlineData("Уфа;;ТОС «Уют»;ТОС;1027700132195;;;1\n", "Уфа;;ТОС «Рассвет»;ТОС;1027700132195;;;2\n")]
    [InlineData("Уфа;;ТОС «Уют»;ТОС;;7;;1\n", "Уфа;;ТОС «Рассвет»;ТОС;;7;;2\n")]
    [InlineData("Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;7;;1\n",
        "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;;7;;2\n")]
    public async Task A_new_branch_that_stands_first_does_not_take_the_old_ones_record(
        string old, string branch)
    {
        await office.Text(Register, Header + old);
        var before = await office.Head();
        var report = await office.Text(Register, Header + branch + old);
        (report.New, report.Unchanged).ShouldBe((1, 1), ImportingARegister.Told(report));
        (await office.EventsAfter(before)).OfType<CommunityEvent.Restated>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_number_in_another_village_under_another_name_is_another_community()
    {
        await office.Text(
            Register, Header + "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;1;;1\n");
        var report = await office.Text(
            Register, Header + "Баймакский район;Сельсовет Ленинский;ТОС «Рассвет»;ТОС;;1;;1\n");
        report.New.ShouldBe(1);
    }

    private static string Reversed(string rows) =>
        string.Concat(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(r => r + "\n"));
}
