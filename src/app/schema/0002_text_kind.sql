-- 0002_text_kind.sql - texts from before it was kept what they belong to: told apart by what holds them.

UPDATE text SET kind = 1 WHERE id IN (SELECT title_text_id FROM region);
UPDATE text SET kind = 2 WHERE id IN (SELECT title_text_id FROM network UNION SELECT group_text_id FROM network
    UNION SELECT place_text_id FROM network UNION SELECT description_text_id FROM network);
UPDATE text SET kind = 3 WHERE id IN (SELECT name_text_id FROM organisation);
UPDATE text SET kind = 4 WHERE id IN (SELECT name_text_id FROM area_figure);
UPDATE text SET kind = 5 WHERE id IN (SELECT title_text_id FROM workshop UNION SELECT place_text_id FROM workshop
    UNION SELECT title_text_id FROM activity UNION SELECT question_text_id FROM activity UNION SELECT title_text_id FROM theme);
UPDATE text SET kind = 6 WHERE id IN (SELECT text_id FROM need_label UNION SELECT title_text_id FROM need
    UNION SELECT reason_text_id FROM need WHERE reason_text_id IS NOT NULL);
UPDATE text SET kind = 7 WHERE id IN (SELECT text_id FROM answer);
UPDATE text SET kind = 8 WHERE id IN (SELECT text_id FROM contribution WHERE text_id IS NOT NULL);
UPDATE text SET kind = 9 WHERE id IN (SELECT text_id FROM duty);
