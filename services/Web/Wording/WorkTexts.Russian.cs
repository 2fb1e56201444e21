using System.Collections.Immutable;
using CommunityGrains.LongWork;

namespace CommunityGrains.Web.Wording;

public sealed partial record WorkTexts
{
    public static readonly WorkTexts Russian = new()
    {
        Title = "Загрузки",
        Lead = "Всё, что вы загружали за последний месяц. То, что идёт, можно оставить и вернуться позже.",
        LeadOfAll = "Всё, что загружали в центре за последний месяц.",
        EmptyTitle = "Загрузок ещё не было",
        EmptyLead = "Когда вы загрузите файл, здесь будет видно, как идёт дело и чем кончилось.",
        States = new Dictionary<WorkState, string>
        {
            [WorkState.Waiting] = "ждёт очереди",
            [WorkState.Running] = "идёт",
            [WorkState.Done] = "готово",
            [WorkState.Failed] = "не получилось",
            [WorkState.Cancelled] = "остановлено",
            [WorkState.BrokenOff] = "прервано",
        }.ToImmutableDictionary(),
        Checked = "ждёт вашего решения",
        Own = "ваша",
        Progress = "Как идёт дело",
        Rows = (done, total) => $"{done} из {total} строк",
        Beginning = "Читаем файл",
        InTurn = "Ждёт очереди: сейчас идут другие загрузки",
        Leave = "Страницу можно закрыть: работа продолжится, а найти её можно в разделе «Загрузка».",
        Elsewhere = "Работа идёт на другом сервере центра.",
        Stop = "Остановить",
        Stopped = "Остановлено.",
        Forgotten = "Файл удалён, ничего не записано.",
        StoppedLead = rows => $"Пройдено: {rows}. Что записано, осталось. Чтобы продолжить, отправьте тот "
            + "же файл: "
            + "записанное не повторится.",
        BrokenOffTitle = "Работа прервалась",
        BrokenOffLead = until => "Сервер перезапускался. Нажмите «Продолжить»: записанное не повторится. "
            + "Файл "
            + $"хранится до {until}.",
        BrokenOffElsewhere = "Сервер, на котором лежал файл, перезапускался. Отправьте файл ещё раз: "
            + "записанное "
            + "не повторится.",
        Continue = "Продолжить",
        Drop = "Удалить файл",
        TooMany = "У вас уже идут три загрузки. Дождитесь одной из них или остановите её.",
        Gone = "Файла уже нет. Отправьте его ещё раз: записанное не повторится.",
        Begun = moment => $"Начато {moment}",
        Problems = new Dictionary<string, string>
        {
            ["work.unreadable"] = "Файл не удалось прочесть до конца.",
            ["work.no-right"] = "У вас больше нет права загружать файлы. Обратитесь к администратору центра.",
            ["work.file-gone"] = "Файла уже нет. Отправьте его ещё раз: записанное не повторится.",
            ["work.failed"] = "Случился сбой. Попробуйте продолжить; если не поможет, сообщите "
                + "администратору "
                + "время, которое указано ниже.",
        }.ToImmutableDictionary(),
    };
}
